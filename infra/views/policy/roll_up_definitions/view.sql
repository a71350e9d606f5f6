-- Written by `npm run generate`.
SELECT '0f7f6fe232450b3b' AS definition
