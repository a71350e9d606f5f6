# Lets workflows of one repository on GitHub ship new bundles, without keys. It reads everything that Terraform has in
# its state, and changes functions; grants and new resources are applied by a person.

locals {
  # Permissions by type of resource: what Terraform asks for each when it looks for changes, and what it changes.
  permissions = jsondecode(file("${path.module}/permissions.json"))
  email       = "${google_service_account.this.account_id}@${google_service_account.this.project}.iam.gserviceaccount.com"
  roles       = { for key, role in google_project_iam_custom_role.this : key => "projects/${role.project}/roles/${role.role_id}" }

  role_permissions = {
    deployer      = distinct(flatten(values(local.permissions)))
    object_keeper = ["storage.objects.create", "storage.objects.delete", "storage.objects.get", "storage.objects.list"]
    account_user  = ["iam.serviceAccounts.actAs"]
  }
}

resource "google_service_account" "this" {
  project      = var.project_id
  account_id   = "${var.name}-deploy"
  display_name = "${var.name}: deploys from CI"
}

resource "google_project_iam_custom_role" "this" {
  for_each = local.role_permissions

  project     = var.project_id
  role_id     = "${replace(var.name, "-", "_")}_${each.key}"
  title       = "${var.name}: ${replace(each.key, "_", " ")}"
  permissions = each.value
}

resource "google_iam_workload_identity_pool" "this" {
  project                   = var.project_id
  workload_identity_pool_id = var.name
  display_name              = var.name
  description               = "Workflows that deploy ${var.name}."
}

resource "google_iam_workload_identity_pool_provider" "github" {
  project                            = var.project_id
  workload_identity_pool_id          = google_iam_workload_identity_pool.this.workload_identity_pool_id
  workload_identity_pool_provider_id = "github"
  display_name                       = "GitHub"

  attribute_mapping = {
    "google.subject"       = "assertion.sub"
    "attribute.repository" = "assertion.repository"
  }

  attribute_condition = "assertion.repository == \"${var.repository}\" && assertion.ref == \"${var.ref}\""

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_service_account_iam_member" "workflow" {
  service_account_id = "projects/${var.project_id}/serviceAccounts/${local.email}"
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/projects/${var.project_number}/locations/global/workloadIdentityPools/${google_iam_workload_identity_pool.this.workload_identity_pool_id}/attribute.repository/${var.repository}"
}

resource "google_project_iam_member" "deployer" {
  project = var.project_id
  role    = local.roles["deployer"]
  member  = "serviceAccount:${local.email}"
}

resource "google_storage_bucket_iam_member" "object_keeper" {
  for_each = merge({ bundles = var.bundles_bucket }, var.state_bucket == null ? {} : { state = var.state_bucket })

  bucket = each.value
  role   = local.roles["object_keeper"]
  member = "serviceAccount:${local.email}"
}

# A function is changed by who may act as the account that it runs as, and the one that builds it.
resource "google_service_account_iam_member" "account_user" {
  for_each = var.service_accounts

  service_account_id = "projects/${var.project_id}/serviceAccounts/${each.value}"
  role               = local.roles["account_user"]
  member             = "serviceAccount:${local.email}"
}
