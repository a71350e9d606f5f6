-- Written by `npm run generate`.
SELECT '682e880dabc4efc3' AS definition
