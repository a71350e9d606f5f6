-- Written by `npm run generate`.
SELECT '0bed19bf42503edb' AS definition
