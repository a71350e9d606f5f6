How messages of failures are compared with each other, beyond their fingerprints.

A message without its numbers and what may be generated: URLs, hashes, addresses, durations, suffixes of four and more letters
with a digit, letters and digits in turns other than versions such as v1beta1, and letters without a vowel: six, as tmpfs and
btrfs are words, or five in a suffix. Each is a `#`, also several that follow each other. Of a message the first 1,024
characters, as in its fingerprint: a message that differs later than its wording would be merged without evidence.

{% macro wording(message) %}
TRIM(
  REGEXP_REPLACE(
    REGEXP_REPLACE(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              REGEXP_REPLACE(
                SUBSTR({{ message }}, 1, 1024),
                r'[a-zA-Z][a-zA-Z0-9+.-]*://[^\s"\'<>)\]]+',
                '#'
              ),
              r'\b(?:0x)?[0-9a-fA-F]{7,}(?:(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})?\b|\b(?:[0-9a-fA-F]{1,4}:){2,}[0-9a-fA-F:]*',
              '#'
            ),
            r'\b(?:[0-9]+(?:\.[0-9]+)?(?:ms|us|ns|[hms]))+\b',
            '#'
          ),
          r'\b(?:[A-Za-uw-z][A-Za-z]*|v[A-Za-z]+)?[0-9]+[A-Za-z]+[0-9][A-Za-z0-9]*\b|-(?:[A-Za-z0-9]{3,}[0-9][A-Za-z0-9]*|[A-Za-z0-9]{2}[0-9][A-Za-z0-9]+|[A-Za-z0-9][0-9][A-Za-z0-9]{2,}|[0-9][A-Za-z0-9]{3,})\b',
          '#'
        ),
        r'-[bcdfghjklmnpqrstvwxz]{5}[0-9]*\b|\b[bcdfghjklmnpqrstvwxz]{6,}[0-9]*\b|\b[a-uw-z]?[0-9]+\b|[0-9]+',
        '#'
      ),
      r'-?#(?:[-_.:,/+=]*#)*=*',
      '#'
    ),
    r'\s+',
    ' '
  )
)
{% endmacro %}
