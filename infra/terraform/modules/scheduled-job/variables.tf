variable "project_id" {
  description = "Project of the schedule."
  type        = string
}

variable "region" {
  description = "Region of the schedule."
  type        = string
}

variable "name" {
  description = "Name of the schedule."
  type        = string
}

variable "description" {
  description = "One sentence: what is called."
  type        = string
}

variable "schedule" {
  description = "Cron, UTC."
  type        = string

  validation {
    condition     = length(split(" ", var.schedule)) == 5
    error_message = "A schedule has five fields, as in cron: minute, hour, day of the month, month, day of the week."
  }
}

variable "deadline_seconds" {
  description = "Seconds after which a call without an answer has failed, 15 to 1800."
  type        = number
  default     = 180

  validation {
    condition     = var.deadline_seconds >= 15 && var.deadline_seconds <= 1800
    error_message = "Cloud Scheduler waits from 15 to 1800 seconds for an answer."
  }
}

variable "retries" {
  description = "Repetitions of a call that failed, before the next one of the schedule."
  type        = number
  default     = 1
}

variable "target" {
  description = "Address of the function, which is also the audience of the token, and of the service account that calls it."
  type = object({
    uri    = string
    caller = string
  })
}
