variable "project_id" {
  description = "Project of the trigger and the bucket."
  type        = string
}

variable "region" {
  description = "Region of the function."
  type        = string
}

variable "location" {
  description = "Location of the bucket, which is that of the trigger."
  type        = string
}

variable "name" {
  description = "Name of the trigger and of its service account, 6 to 30 characters."
  type        = string
}

variable "labels" {
  description = "Labels of the trigger."
  type        = map(string)
  default     = {}
}

variable "bucket" {
  description = "Name of the bucket."
  type        = string
}

variable "function" {
  description = "Name of the function."
  type        = string
}

variable "storage_agent" {
  description = "Address of the service agent of Cloud Storage, which publishes the events."
  type        = string
}
