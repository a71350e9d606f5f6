-- Written by `npm run generate`.
SELECT '59226912181d7513' AS definition
