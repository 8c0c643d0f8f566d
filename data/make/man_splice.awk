# Puts a generated text into a manual page: awk -v text=FILE -f splice.awk PAGE
# What stands between the lines  .\" generated: begin  and  .\" generated: end  is replaced.

/^\.\\" generated: begin/ {
	print
	while ((getline generated < text) > 0)
		print generated
	close(text)
	skipping = 1
}

/^\.\\" generated: end/ { skipping = 0 }

!skipping && !/^\.\\" generated: begin/ { print }
