-- Exports are also found by the fields that they write or filter by: as one
-- that is saved now, one a line in lower case (of other alphabets' capitals once
-- it is saved again).

UPDATE exports SET search = search || coalesce((
    SELECT char(10) || group_concat(lower(replace(replace(word, char(10), ' '), char(13), ' ')), char(10))
    FROM (
        SELECT json_extract(one.value, '$.field') AS word
        FROM json_each(exports.spec, '$.fields') AS one WHERE one.type = 'object'
        UNION
        SELECT json_extract(one.value, '$.header')
        FROM json_each(exports.spec, '$.fields') AS one WHERE one.type = 'object'
        UNION
        SELECT json_extract(one.value, '$.field')
        FROM json_each(exports.spec, '$.filters') AS several,
            json_each(CASE several.type WHEN 'array' THEN several.value ELSE '[]' END) AS one
        WHERE one.type = 'object'
    )
    WHERE word IS NOT NULL
), '')
WHERE json_valid(spec);
