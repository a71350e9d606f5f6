variable "project_id" {
  description = "Project into which everything is deployed."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "project_id is the id of a project, such as my-project-123: 6 to 30 letters in lower case, digits and hyphens."
  }
}

variable "project_number" {
  description = "Number of the project. Without it, the number is looked up, which takes credentials even for a plan."
  type        = string
  default     = null

  validation {
    condition     = var.project_number == null ? true : can(regex("^[0-9]+$", var.project_number))
    error_message = "project_number consists of digits."
  }
}

variable "region" {
  description = "Region of the functions and schedules."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region is the name of a region, such as europe-west1."
  }
}

variable "name" {
  description = "Prefix of the names of all resources; another one makes a second deployment in the same project possible."
  type        = string
  default     = "ci-signal"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,15}[a-z0-9]$", var.name)) && !startswith(var.name, "gcp-")
    error_message = "name has 4 to 17 letters in lower case, digits and hyphens, and does not begin with gcp-."
  }
}

variable "labels" {
  description = "Labels of all resources that can have some."
  type        = map(string)
  default     = {}

  validation {
    condition = alltrue([
      for key, value in var.labels : can(regex("^[a-z][a-z0-9_-]{0,62}$", key)) && can(regex("^[a-z0-9_-]{0,63}$", value))
    ])
    error_message = "Keys of labels begin with a letter; keys and values have at most 63 letters in lower case, digits, hyphens and underscores."
  }
}

variable "bundles_path" {
  description = "Folder with the bundles of the functions, <function>.zip, which `npm run build` writes. By default dist/functions of this checkout."
  type        = string
  default     = null
}

# Where artifacts come from: exactly one of the next three.

variable "bucket" {
  description = "Name of a bucket of this project; its notifications are set up here, and its objects may be read by the functions."
  type        = string
  default     = null

  validation {
    condition     = length([for source in [var.bucket, var.notification_topic, var.poll] : source if source != null]) == 1
    error_message = "Set exactly one of bucket (a bucket of this project), notification_topic (notifications of a bucket that others own) and poll (a bucket without notifications)."
  }

  validation {
    condition     = var.bucket == null ? true : can(regex("^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$", var.bucket))
    error_message = "bucket is the name of a bucket, without gs:// and without a folder."
  }
}

variable "notification_topic" {
  description = "Topic to which the owner of another bucket publishes its notifications (payload JSON_API_V1). Applying this takes pubsub.topics.attachSubscription on it."
  type = object({
    topic  = string               # projects/<project>/topics/<topic>
    bucket = string               # the bucket that the notifications are about
    public = optional(bool, true) # read without credentials; otherwise the owner grants the accounts of the output readers_of_bucket access
  })
  default = null

  validation {
    condition     = var.notification_topic == null ? true : can(regex("^projects/[^/]+/topics/[^/]+$", var.notification_topic.topic))
    error_message = "notification_topic.topic has the form projects/<project>/topics/<topic>."
  }

  validation {
    condition     = var.notification_topic == null ? true : can(regex("^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$", var.notification_topic.bucket))
    error_message = "notification_topic.bucket is the name of a bucket, without gs:// and without a folder."
  }
}

variable "poll" {
  description = "Bucket without notifications, whose jobs the function poll asks for new builds on a schedule."
  type = object({
    bucket   = string
    jobs     = optional(list(string), [])      # patterns of names of jobs, such as e2e-kops-*; all jobs if there is none
    schedule = optional(string, "*/5 * * * *") # cron, UTC
    public   = optional(bool, true)            # read without credentials; otherwise the owner grants the accounts of the output readers_of_bucket access
  })
  default = null

  validation {
    condition     = var.poll == null ? true : alltrue([for job in var.poll.jobs : can(regex("^[A-Za-z0-9._*-]+$", job))])
    error_message = "poll.jobs has names of jobs, in which * stands for any characters."
  }

  validation {
    condition     = var.poll == null ? true : can(regex("^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$", var.poll.bucket))
    error_message = "poll.bucket is the name of a bucket, without gs:// and without a folder."
  }

  validation {
    condition     = var.poll == null ? true : can(regex("^[0-9*/,-]+ [0-9*/,-]+ [0-9*/,-]+ [0-9A-Za-z*/,-]+ [0-9A-Za-z*/,-]+$", var.poll.schedule))
    error_message = "poll.schedule has the five fields of cron: minute, hour, day of the month, month, day of the week."
  }
}

variable "prefixes" {
  description = "Beginnings of the names of objects that are read, such as logs/ or logs/e2e-kops-. All objects of the bucket if there is none; of a bucket that is polled, only those below logs/."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for prefix in var.prefixes : can(regex("^[^,\"\\\\\\s]+$", prefix))])
    error_message = "A prefix is not empty and has no commas, quotation marks, backslashes or spaces."
  }

  validation {
    # The subscription's filter may have 256 characters.
    condition     = length(join(" OR ", [for prefix in var.prefixes : "hasPrefix(attributes.objectId, \"${prefix}\")"])) <= 200
    error_message = "The prefixes are too many or too long: the filter of a Pub/Sub subscription has at most 256 characters. Name a common beginning instead."
  }

  validation {
    condition     = var.poll == null ? true : alltrue([for prefix in var.prefixes : can(regex("^logs/[^/]*$", prefix))])
    error_message = "The prefixes of a bucket that is polled have the form logs/<beginning of the names of jobs>."
  }
}

variable "layout" {
  description = "How Prow names the folders of builds: path_strategy, default_org and default_repo of its configuration."
  type = object({
    path_strategy = optional(string, "legacy")
    default_org   = optional(string, "kubernetes")
    default_repo  = optional(string, "kubernetes")
  })
  default = {}

  validation {
    condition     = contains(["legacy", "single", "explicit"], var.layout.path_strategy)
    error_message = "layout.path_strategy is legacy, single or explicit."
  }

  validation {
    condition     = alltrue([for name in [var.layout.default_org, var.layout.default_repo] : can(regex("^[A-Za-z0-9._-]+$", name))])
    error_message = "layout.default_org and layout.default_repo are the name of an organization and of a repository."
  }
}

variable "eventarc" {
  description = "Deliver the events of the bucket by an Eventarc trigger instead of our own subscription: no filter by prefix and no dead letters. Its location is that of the bucket, such as eu or europe-west1."
  type = object({
    location = string
  })
  default = null

  validation {
    condition     = var.eventarc == null ? true : var.bucket != null
    error_message = "eventarc needs bucket: Eventarc has no events of buckets of other projects."
  }

  validation {
    condition     = var.eventarc == null ? true : can(regex("^[a-z]+[a-z0-9-]*$", var.eventarc.location))
    error_message = "eventarc.location is the location of the bucket in lower case, such as eu or europe-west1."
  }
}

variable "dataset" {
  description = "Location of the datasets, and what precedes their names ci_raw and ci."
  type = object({
    location = optional(string, "US")
    prefix   = optional(string, "")
  })
  default = {}

  validation {
    condition     = can(regex("^[A-Za-z0-9_]{0,100}$", var.dataset.prefix))
    error_message = "dataset.prefix has at most 100 letters, digits and underscores."
  }

  validation {
    condition     = can(regex("^[A-Za-z]+[A-Za-z0-9-]*$", var.dataset.location))
    error_message = "dataset.location is a location of BigQuery, such as EU, US or europe-west1."
  }
}

variable "retention" {
  description = "Days after the date of a build for which rows and roll-ups are kept; null keeps them for ever. Messages are kept 7 days, dead letters 31."
  type        = number
  default     = null

  validation {
    condition     = var.retention == null ? true : var.retention >= 35 && floor(var.retention) == var.retention
    error_message = "retention is a whole number of days, at least 35: views look back 28 days."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the raw tables. `terraform destroy` needs false, applied before."
  type        = bool
  default     = true
}

variable "refresh_schedule" {
  description = "When views are deployed and roll-ups rebuilt: cron, UTC."
  type        = string
  default     = "10 * * * *"

  validation {
    condition     = can(regex("^[0-9*/,-]+ [0-9*/,-]+ [0-9*/,-]+ [0-9A-Za-z*/,-]+ [0-9A-Za-z*/,-]+$", var.refresh_schedule))
    error_message = "refresh_schedule has the five fields of cron: minute, hour, day of the month, month, day of the week."
  }
}

variable "reconcile_schedule" {
  description = "When the bucket is compared with the ledger: cron, UTC. A call compares a part of the bucket."
  type        = string
  default     = "40 * * * *"

  validation {
    condition     = can(regex("^[0-9*/,-]+ [0-9*/,-]+ [0-9*/,-]+ [0-9A-Za-z*/,-]+ [0-9A-Za-z*/,-]+$", var.reconcile_schedule))
    error_message = "reconcile_schedule has the five fields of cron: minute, hour, day of the month, month, day of the week."
  }
}

variable "max_instances" {
  description = "Instances of the functions that Pub/Sub or people call, which bound cost and the load on BigQuery."
  type = object({
    collect      = optional(number, 20)
    load         = optional(number, 10)
    dead_letters = optional(number, 2)
    dashboard    = optional(number, 2)
  })
  default = {}

  validation {
    condition     = alltrue([for count in values(var.max_instances) : count >= 1 && count <= 1000 && floor(count) == count])
    error_message = "max_instances has whole numbers from 1 to 1000."
  }
}

variable "max_bytes_billed" {
  description = "Bytes of BigQuery that one query of the functions may bill, and bytes of all queries in a day after which an alert is sent."
  type = object({
    query = optional(number, 200000000000)
    day   = optional(number, 2000000000000)
  })
  default = {}

  validation {
    condition     = var.max_bytes_billed.query >= 10485760 && floor(var.max_bytes_billed.query) == var.max_bytes_billed.query && var.max_bytes_billed.day >= var.max_bytes_billed.query
    error_message = "max_bytes_billed.query is a whole number, at least 10485760, the least that a query bills, and at most max_bytes_billed.day."
  }
}

variable "readers" {
  description = "Who may query the views: user:<address>, group:<address>, serviceAccount:<address> or domain:<domain>. They cannot read the raw tables."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for reader in var.readers : can(regex("^(user|group|serviceAccount):[^@\\s]+@[^@\\s]+$|^domain:[^@\\s]+$", reader))])
    error_message = "A reader is user:<address>, group:<address>, serviceAccount:<address> or domain:<domain>."
  }
}

variable "notification_channels" {
  description = "Channels of Cloud Monitoring that alerts are sent to: projects/<project>/notificationChannels/<number>."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for channel in var.notification_channels : can(regex("^projects/[^/]+/notificationChannels/[^/]+$", channel))])
    error_message = "A notification channel has the form projects/<project>/notificationChannels/<number>."
  }
}

variable "alerts" {
  description = "Limits of the alerts."
  type = object({
    no_rows_hours   = optional(number, 12)  # age of the newest artifact in the warehouse
    backlog_minutes = optional(number, 15)  # age of the oldest message that is not acknowledged
    refresh_hours   = optional(number, 3)   # since the last refresh that succeeded; more than the pauses of refresh_schedule
    reconcile_hours = optional(number, 3)   # since the last comparison of the bucket; more than the pauses of reconcile_schedule
    failed_share    = optional(number, 0.2) # of requests answered with 5xx in half an hour; collect answers so while it waits for a build's start
    runbook_url     = optional(string)      # address of RUNBOOK.md, if people should find it in their browser
    renotify_hours  = optional(number, 4)   # after which an alert that lasts is sent again
  })
  default = {}

  validation {
    condition     = alltrue([for hours in [var.alerts.refresh_hours, var.alerts.reconcile_hours] : hours >= 1 && hours <= 23])
    error_message = "alerts.refresh_hours and alerts.reconcile_hours are from 1 to 23: Cloud Monitoring notices absence for less than a day."
  }

  validation {
    condition     = var.alerts.no_rows_hours >= 1 && var.alerts.no_rows_hours <= 180
    error_message = "alerts.no_rows_hours is from 1 to 180."
  }

  validation {
    condition     = var.alerts.backlog_minutes >= 1 && var.alerts.failed_share > 0 && var.alerts.failed_share < 1
    error_message = "alerts.backlog_minutes is at least 1, and alerts.failed_share is between 0 and 1."
  }

  validation {
    condition     = var.alerts.renotify_hours >= 0.5 && var.alerts.renotify_hours <= 24
    error_message = "alerts.renotify_hours is from 0.5 to 24."
  }

  validation {
    condition     = var.alerts.runbook_url == null ? true : startswith(var.alerts.runbook_url, "https://")
    error_message = "alerts.runbook_url begins with https://."
  }
}

variable "dashboard" {
  description = "The dashboard of builds, tests and incidents, a function behind IAM, and who may open it: members as in readers. They see all that the views say."
  type = object({
    enabled      = optional(bool, true)
    members      = optional(list(string), [])
    stored_pages = optional(bool, true) # refresh renders the main pages when something has changed, so that they are there at once
  })
  default = {}

  validation {
    condition     = alltrue([for member in var.dashboard.members : can(regex("^(user|group|serviceAccount):[^@\\s]+@[^@\\s]+$|^domain:[^@\\s]+$", member))])
    error_message = "A member is user:<address>, group:<address>, serviceAccount:<address> or domain:<domain>."
  }
}

variable "report" {
  description = "A report of what broke, recovered, flaked and was lost, which refresh writes into the bucket of the output pages_bucket, and of which it sends a summary to a webhook of Slack. The secret of Secret Manager has the webhook's URL."
  type = object({
    hour           = optional(number, 6)        # of the day from which it is due, UTC
    weekdays       = optional(list(number))     # from 0 for Sunday; by default each day
    days           = optional(number, 1)        # that it covers
    board          = optional(string)           # of TestGrid; by default all jobs
    webhook_secret = optional(string)           # name of a secret of the project
    readers        = optional(list(string), []) # members that may read the bucket
  })
  default = null

  validation {
    condition     = var.report == null ? true : var.report.hour >= 0 && var.report.hour <= 23 && floor(var.report.hour) == var.report.hour
    error_message = "report.hour is a whole number from 0 to 23."
  }

  validation {
    condition     = try(var.report.weekdays, null) == null ? true : length(var.report.weekdays) > 0 && alltrue([for day in var.report.weekdays : contains([0, 1, 2, 3, 4, 5, 6], day)])
    error_message = "report.weekdays has numbers from 0 (Sunday) to 6."
  }

  validation {
    condition     = var.report == null ? true : var.report.days >= 1 && var.report.days <= 28 && floor(var.report.days) == var.report.days
    error_message = "report.days is a whole number from 1 to 28."
  }

  validation {
    condition     = try(var.report.webhook_secret, null) == null ? true : can(regex("^[A-Za-z0-9_-]{1,255}$", var.report.webhook_secret))
    error_message = "report.webhook_secret is the name of a secret, and not the URL itself."
  }

  validation {
    condition     = var.report == null ? true : alltrue([for member in var.report.readers : can(regex("^(user|group|serviceAccount):[^@\\s]+@[^@\\s]+$|^domain:[^@\\s]+$", member))])
    error_message = "A reader is user:<address>, group:<address>, serviceAccount:<address> or domain:<domain>."
  }
}

variable "operations" {
  description = "The operations dashboard of the pipeline in Cloud Monitoring, and who may look at it: members as in readers."
  type = object({
    enabled = optional(bool, true)
    members = optional(list(string), [])
  })
  default = {}

  validation {
    condition     = alltrue([for member in var.operations.members : can(regex("^(user|group|serviceAccount):[^@\\s]+@[^@\\s]+$|^domain:[^@\\s]+$", member))])
    error_message = "A member is user:<address>, group:<address>, serviceAccount:<address> or domain:<domain>."
  }
}

variable "budget" {
  description = "Monthly budget of the project in the currency of the billing account; notifications at 50, 90 and 100 percent."
  type = object({
    billing_account = string
    amount          = number
  })
  default = null

  validation {
    condition     = var.budget == null ? true : can(regex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", var.budget.billing_account))
    error_message = "budget.billing_account has the form 012345-6789AB-CDEF01."
  }

  validation {
    condition     = var.budget == null ? true : var.budget.amount >= 1 && floor(var.budget.amount) == var.budget.amount
    error_message = "budget.amount is a whole number of at least 1."
  }
}

variable "deployer" {
  description = "Repository on GitHub whose workflows may ship new bundles, by workload identity federation. Grants and new resources are applied by a person."
  type = object({
    repository   = string                              # <owner>/<repository>
    ref          = optional(string, "refs/heads/main") # branch or tag of the workflow
    state_bucket = optional(string)                    # bucket of Terraform's state
  })
  default = null

  validation {
    condition     = var.deployer == null ? true : can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.deployer.repository))
    error_message = "deployer.repository has the form <owner>/<repository>."
  }

  validation {
    condition     = var.deployer == null ? true : can(regex("^refs/(heads|tags)/[A-Za-z0-9._/-]+$", var.deployer.ref))
    error_message = "deployer.ref is a branch or tag, such as refs/heads/main."
  }

  validation {
    condition     = try(var.deployer.state_bucket, null) == null ? true : can(regex("^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$", var.deployer.state_bucket))
    error_message = "deployer.state_bucket is the name of a bucket, without gs:// and without a folder."
  }
}
