output "dashboard_url" {
  description = "Address of the operations dashboard; null without one."
  value       = var.dashboard.enabled ? "https://console.cloud.google.com/monitoring/dashboards/builder/${basename(google_monitoring_dashboard.this[0].id)}?project=${var.project_id}" : null
}

output "alerts" {
  description = "Names of the alerts."
  value       = sort([for alert in google_monitoring_alert_policy.this : alert.display_name])
}
