output "raw" {
  description = "Dataset of the raw tables."
  value       = google_bigquery_dataset.raw.dataset_id
}

output "views" {
  description = "Dataset of the views."
  value       = google_bigquery_dataset.views.dataset_id
}

output "tables" {
  description = "Names of the raw tables."
  value       = sort([for table in google_bigquery_table.raw : table.table_id])
}
