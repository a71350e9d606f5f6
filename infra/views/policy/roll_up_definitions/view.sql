-- Written by `npm run generate`.
SELECT '4ed2ce9c3527ccab' AS definition
