How messages of failures are compared with each other, beyond their fingerprints.

A message without its numbers and what may be generated: URLs, hashes, addresses, durations, suffixes with a digit, and
letters without a vowel. Each is a `#`, also several that follow each other. At most 64 words of its first 1,000 characters.

{% macro wording(message) %}
TRIM(
  REGEXP_EXTRACT(
    REGEXP_REPLACE(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                REGEXP_REPLACE(
                  TRIM(SUBSTR({{ message }}, 1, 1000)),
                  r'[a-zA-Z][a-zA-Z0-9+.-]*://[^\s"\'<>)\]]+',
                  '#'
                ),
                r'\b(?:0x)?[0-9a-fA-F]{7,}(?:(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})?\b|\b(?:[0-9a-fA-F]{1,4}:){2,}[0-9a-fA-F:]*',
                '#'
              ),
              r'\b(?:[0-9]+(?:\.[0-9]+)?(?:ms|us|ns|[hms]))+\b',
              '#'
            ),
            r'\b[A-Za-z]*[0-9]+[A-Za-z]+[0-9][A-Za-z0-9]*\b|-[A-Za-z0-9]*[0-9][A-Za-z0-9]*\b',
            '#'
          ),
          r'\b[bcdfghjklmnpqrstvwxz]{5,}[0-9]*\b|\b[a-uw-z]?[0-9]+\b|[0-9]+',
          '#'
        ),
        r'-?#(?:[-_.:,/+=]*#)*=*',
        '#'
      ),
      r'\s+',
      ' '
    ),
    r'^(?:[^ ]+ ?){1,64}'
  )
)
{% endmacro %}
