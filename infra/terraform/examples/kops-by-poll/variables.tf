variable "project_id" {
  description = "Project into which everything is deployed."
  type        = string
}
