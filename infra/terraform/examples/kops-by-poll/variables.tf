variable "project_id" {
  description = "Project into which everything is deployed."
  type        = string
}

variable "image" {
  description = "Container image of the command line."
  type        = string
}
