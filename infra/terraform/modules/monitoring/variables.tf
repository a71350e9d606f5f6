variable "project_id" {
  description = "Project that is watched."
  type        = string
}

variable "name" {
  description = "Prefix of the names of metrics, alerts and the dashboard."
  type        = string
}

variable "labels" {
  description = "Labels of the alerts."
  type        = map(string)
  default     = {}
}

variable "services" {
  description = "Names of the functions: those that Pub/Sub calls, others that are called often, and those that are called every hour."
  type = object({
    pushed    = list(string)
    others    = list(string)
    refresh   = string
    reconcile = string
  })
}

variable "subscriptions" {
  description = "Names of the subscriptions."
  type        = list(string)
}

variable "limits" {
  description = "Limits of the alerts."
  type = object({
    no_rows_hours   = number
    backlog_minutes = number
    refresh_hours   = number
    reconcile_hours = number
    failed_share    = number
    bytes_per_day   = number
    renotify_hours  = number
  })
}

variable "notification_channels" {
  description = "Channels that alerts are sent to."
  type        = list(string)
  default     = []
}

variable "runbook" {
  description = "Path of the runbook, whose headings of the second level are the names of the alerts, and its address for people."
  type = object({
    path = string
    url  = optional(string)
  })
}

variable "dashboard" {
  description = "Whether there is a dashboard, who may see it, and the role with which they do."
  type = object({
    enabled = bool
    members = list(string)
    role    = string
  })
}
