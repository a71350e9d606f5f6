{{ rows_of_readings(log_findings) }}
