{{ rows_of_readings(coverage_files) }}
