# Calls on a schedule.

locals {
  schedules = merge(
    {
      refresh   = { function = module.refresh, schedule = var.refresh_schedule, retries = 1, description = "Deploys views and rebuilds roll-ups." }
      reconcile = { function = module.reconcile, schedule = var.reconcile_schedule, retries = 1, description = "Compares the bucket with the ledger." }
    },
    # What a call does not come to, the next one does some minutes later.
    { for function in module.poll : "poll" => { function = function, schedule = var.poll.schedule, retries = 0, description = "Looks for new builds." } },
  )
}

module "schedule" {
  source   = "./modules/scheduled-job"
  for_each = local.schedules

  project_id       = var.project_id
  region           = var.region
  name             = each.value.function.name
  description      = each.value.description
  schedule         = each.value.schedule
  retries          = each.value.retries
  deadline_seconds = each.value.function.timeout_seconds
  target           = { uri = each.value.function.uri, caller = local.account["schedule"] }

  depends_on = [module.warehouse, google_project_iam_member.query_runner, module.rows]
}
