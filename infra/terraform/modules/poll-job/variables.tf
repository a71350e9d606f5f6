variable "project_id" {
  description = "Project of the job."
  type        = string
}

variable "region" {
  description = "Region of the job."
  type        = string
}

variable "name" {
  description = "Name of the job, its service account and its schedule."
  type        = string
}

variable "labels" {
  description = "Labels of the job."
  type        = map(string)
  default     = {}
}

variable "image" {
  description = "Container image of the command line, whose entry point is ci-signal."
  type        = string
}

variable "args" {
  description = "The command and its options."
  type        = list(string)
}

variable "schedule" {
  description = "Cron, UTC."
  type        = string
}

variable "timeout_seconds" {
  description = "Seconds after which a look is ended."
  type        = number
  default     = 1800
}

variable "cpu" {
  description = "CPUs of the container."
  type        = string
  default     = "2"
}

variable "memory" {
  description = "Memory of the container."
  type        = string
  default     = "2Gi"
}

variable "caller" {
  description = "Address of the service account that runs the job on its schedule."
  type        = string
}
