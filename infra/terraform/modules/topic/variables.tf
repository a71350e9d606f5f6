variable "project_id" {
  description = "Project of the topic."
  type        = string
}

variable "name" {
  description = "Name of the topic."
  type        = string
}

variable "labels" {
  description = "Labels of the topic."
  type        = map(string)
  default     = {}
}

variable "publishers" {
  description = "Addresses of the service accounts that may publish to the topic, by a name for each."
  type        = map(string)
}
