-- Written by `npm run generate`.
SELECT '1016204af1005542' AS definition
