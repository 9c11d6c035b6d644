#pragma once
#include <optional>
#include <string>

#include "services/ledger/domain/entry.hpp"
#include "services/ledger/domain/exchange.hpp"

namespace haven::ledger {

/// "expenses:owwa_welfare:granted": the account below its kind, as hledger's reports expect it.
/// Whatever is neither a letter, a digit nor one of - _ . : is written as %xx, and so is what
/// would end a tag.
std::string hledger_account(const Account& account);

/// An entry as a transaction of hledger's journal format, with the blank line after it: the entry's
/// id as its code, its kind as description; the cause, what led to it and the rate of an exchange
/// as tags.
std::string hledger_transaction(const std::string& entry_id, Date booked_on, const Entry& entry,
                                const std::optional<EntryRate>& rate = {});

}  // namespace haven::ledger
