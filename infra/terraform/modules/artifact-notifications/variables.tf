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

variable "bucket" {
  description = "Name of the bucket."
  type        = string
}

variable "storage_agent" {
  description = "Address of the service agent of Cloud Storage, which publishes the notifications."
  type        = string
}
