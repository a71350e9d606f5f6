-- Written by `npm run generate`.
SELECT '90611ea957772928' AS definition
