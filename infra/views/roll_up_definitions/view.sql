-- Written by `npm run generate`.
SELECT '05cbaaf79a00e6d1' AS definition
