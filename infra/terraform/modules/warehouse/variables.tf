variable "project_id" {
  description = "Project of the datasets."
  type        = string
}

variable "location" {
  description = "Location of the datasets."
  type        = string
}

variable "prefix" {
  description = "Precedes the names ci_raw and ci."
  type        = string
  default     = ""
}

variable "labels" {
  description = "Labels of datasets and tables."
  type        = map(string)
  default     = {}
}

variable "schemas_path" {
  description = "Folder with a JSON file for each raw table."
  type        = string
}

variable "retention_days" {
  description = "Days after which partitions are deleted; null keeps them."
  type        = number
  default     = null
}

variable "deletion_protection" {
  description = "Whether Terraform refuses to delete the raw tables."
  type        = bool
  default     = true
}

variable "delete_views_on_destroy" {
  description = "Whether the dataset of the views is deleted with its content, which can be made again."
  type        = bool
  default     = true
}

variable "raw_access" {
  description = "Roles of service accounts on ci_raw."
  type        = list(object({ role = string, account = string }))
  default     = []
}

variable "view_access" {
  description = "Roles of service accounts on ci."
  type        = list(object({ role = string, account = string }))
  default     = []
}

variable "readers" {
  description = "Who may read the views: user:, group:, serviceAccount: or domain:."
  type        = list(string)
  default     = []
}
