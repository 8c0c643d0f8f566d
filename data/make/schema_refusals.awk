# What the guards refuse, a line for each sentence: awk -f sql_text.awk -f schema.awk -f schema_refusals.awk data/schema/*.sql

END {
	for (i = 1; i <= guards; i++)
		if (guard_text[guard_order[i]] != "")
			for (k = 1; k <= guard_refusals[guard_order[i]]; k++)
				print guard_order[i] ": " substr(guard_sentence[guard_order[i], k], 2, length(guard_sentence[guard_order[i], k]) - 2)
}
