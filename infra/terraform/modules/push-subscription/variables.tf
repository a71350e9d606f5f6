variable "project_id" {
  description = "Project of the subscription. A function with internal ingress takes pushes of its own project only."
  type        = string
}

variable "name" {
  description = "Name of the subscription."
  type        = string
}

variable "topic" {
  description = "Topic, also of another project: projects/<project>/topics/<topic>."
  type        = string
}

variable "filter" {
  description = "Filter of the messages' attributes, which cannot be changed later; the empty one takes all messages."
  type        = string
  default     = ""

  validation {
    condition     = length(var.filter) <= 256
    error_message = "The filter of a subscription has at most 256 characters."
  }
}

variable "labels" {
  description = "Labels of the subscription."
  type        = map(string)
  default     = {}
}

variable "function" {
  description = "Address of the function, and the service account whose token it gets."
  type = object({
    uri    = string
    caller = string
  })
}

variable "ack_deadline_seconds" {
  description = "Seconds after which a message that was not acknowledged is delivered again, 10 to 600."
  type        = number

  validation {
    condition     = var.ack_deadline_seconds >= 10 && var.ack_deadline_seconds <= 600
    error_message = "The deadline is from 10 to 600 seconds."
  }
}

variable "retention" {
  description = "Time for which messages are kept, in seconds with an s; at most 31 days."
  type        = string
  default     = "604800s"
}

variable "dead_letter_topic" {
  description = "Topic for messages that were delivered too often; without it they are delivered until they expire."
  type        = string
  default     = null
}

variable "max_delivery_attempts" {
  description = "Deliveries before a message is a dead letter. With the back-off of up to ten minutes, 100 are some 16 hours."
  type        = number
  default     = 100

  validation {
    condition     = var.max_delivery_attempts >= 10 && var.max_delivery_attempts <= 100
    error_message = "From 10, because collect waits for a build's start by further deliveries, to 100, which is the maximum of Pub/Sub."
  }
}

variable "pubsub_agent" {
  description = "Address of the service agent of Pub/Sub in this project."
  type        = string
}
