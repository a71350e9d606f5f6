variable "name" {
  description = "Name of the budget."
  type        = string
}

variable "billing_account" {
  description = "Billing account of the project."
  type        = string
}

variable "project_number" {
  description = "Number of the project."
  type        = string
}

variable "amount" {
  description = "Amount a month, a whole number."
  type        = number
}

variable "notification_channels" {
  description = "Channels of Cloud Monitoring; without one, the administrators of the billing account are written to."
  type        = list(string)
  default     = []
}
