variable "project_id" {
  description = "Project that is deployed to."
  type        = string
}

variable "project_number" {
  description = "Number of the project."
  type        = string
}

variable "name" {
  description = "Name of the pool, and prefix of the service account's name, 4 to 23 characters."
  type        = string
}

variable "repository" {
  description = "Repository on GitHub: <owner>/<repository>."
  type        = string
}

variable "ref" {
  description = "Branch or tag whose workflows may deploy: refs/heads/<branch> or refs/tags/<tag>."
  type        = string
}

variable "state_bucket" {
  description = "Bucket of Terraform's state; null if it is not in this project's reach."
  type        = string
  default     = null
}

variable "bundles_bucket" {
  description = "Bucket of the bundles."
  type        = string
}

variable "service_accounts" {
  description = "Addresses of the service accounts that functions run as, and of the one that builds, by a name for each."
  type        = map(string)
}
