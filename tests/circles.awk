# Names the circles of a graph. Reads edges, "FROM TO WHY" a line; prints for each set of nodes that reach each other the
# edges that make it one, and a blank line behind it.
$1 != $2 {
	node[$1] = node[$2] = 1
	if (!(($1, $2) in why)) {
		from[++edges] = $1
		to[edges] = $2
		out[$1] = out[$1] " " $2
		into[$2] = into[$2] " " $1
	}
	if (!(($1, $2, $3) in told))
		why[$1, $2] = why[$1, $2] " " $3
	told[$1, $2, $3] = 1
}

# Kosaraju: the nodes in the order in which a walk along the edges leaves them ...
function leave(name, next_node, count, i) {
	seen[name] = 1
	count = split(out[name], next_node)
	for (i = 1; i <= count; i++)
		if (!(next_node[i] in seen))
			leave(next_node[i])
	left[++last] = name
}

# ... and, from the last of them backwards, those that are reached against the edges belong together.
function gather(name, root, next_node, count, i) {
	circle[name] = root
	count = split(into[name], next_node)
	for (i = 1; i <= count; i++)
		if (!(next_node[i] in circle))
			gather(next_node[i], root)
}

END {
	for (name in node)
		if (!(name in seen))
			leave(name)
	for (i = last; i > 0; i--)
		if (!(left[i] in circle))
			gather(left[i], left[i])
	for (i = 1; i <= edges; i++)
		if (circle[from[i]] == circle[to[i]])
			text[circle[from[i]]] = text[circle[from[i]]] "  " from[i] " -> " to[i] ":" why[from[i], to[i]] "\n"
	for (name in text)
		print text[name]
}
