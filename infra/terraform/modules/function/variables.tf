variable "deployment" {
  description = "What all functions have in common: project, region, what precedes their names, labels, the folder with <name>.zip, and where they are built (bucket of the bundles, repository of the images, and the account that builds)."
  type = object({
    project_id   = string
    region       = string
    prefix       = string
    labels       = optional(map(string), {})
    bundles_path = string
    build = object({
      bucket          = string
      repository      = string
      service_account = string
    })
  })
}

variable "name" {
  description = "Name of the function in the code, of its bundle and its entry point."
  type        = string
}

variable "description" {
  description = "One sentence: what the function does."
  type        = string
}

variable "environment" {
  description = "Environment variables."
  type        = map(string)
}

variable "secrets" {
  description = "Names of secrets of Secret Manager, by the environment variables that have their newest versions. The function's account may read them."
  type        = map(string)
  default     = {}
}

variable "limits" {
  description = "Size of an instance, their number, and the requests that one handles at the same time."
  type = object({
    memory          = optional(string, "1Gi")
    cpu             = optional(string, "1")
    timeout_seconds = optional(number, 540)
    max_instances   = optional(number, 1)
    concurrency     = optional(number, 1)
  })
  default = {}

  validation {
    condition     = var.limits.concurrency == 1 || tonumber(var.limits.cpu) >= 1
    error_message = "An instance that handles several requests at the same time needs at least one CPU."
  }

  validation {
    condition     = var.limits.timeout_seconds >= 1 && var.limits.timeout_seconds <= 3600
    error_message = "A request takes at most an hour."
  }
}

variable "callers" {
  description = "Members that may call the function, such as serviceAccount:<address>, by a name for each."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for member in values(var.callers) : !contains(["allusers", "allauthenticatedusers"], lower(member))])
    error_message = "A function is not called by everyone: name the callers."
  }
}

variable "ingress" {
  description = "Where calls may come from: ALLOW_INTERNAL_ONLY, or ALLOW_ALL for a function that people call."
  type        = string
  default     = "ALLOW_INTERNAL_ONLY"

  validation {
    condition     = contains(["ALLOW_INTERNAL_ONLY", "ALLOW_ALL"], var.ingress)
    error_message = "ingress is ALLOW_INTERNAL_ONLY or ALLOW_ALL."
  }
}
