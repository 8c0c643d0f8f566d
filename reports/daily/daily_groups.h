#ifndef REPORTS_DAILY_GROUPS_H
#define REPORTS_DAILY_GROUPS_H
/*
 * The sheets of the day's report whose rows are what rows of other sheets have in common:
 * Departments, Doctors, Money.
 */
#include "reports/days/days_sheets.h"

extern const struct days_layout daily_departments, daily_doctors, daily_money;

/* Makes the figures and rows of Money: all rows of the ledger are there. */
void daily_group_money(struct days_book *book);

#endif
