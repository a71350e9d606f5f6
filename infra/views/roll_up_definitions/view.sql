-- Written by `npm run generate`.
SELECT '951010a544d5dfa6' AS definition
