#include "common/http/answer.hpp"

#include <array>
#include <cstdio>

namespace haven::http {
namespace {

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "";
  }
}

void append_safe(std::string& text, std::string_view value) {
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f) text += c;
  }
}

void append_field(std::string& text, std::string_view name, std::string_view value) {
  append_safe(text, name);
  text += ": ";
  append_safe(text, value);
  text += "\r\n";
}

}  // namespace

std::string http_date(Instant instant) {
  using namespace std::chrono;
  constexpr std::array days_of_week = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months_of_year = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = floor<days>(instant);
  const year_month_day date{day};
  const hh_mm_ss time{floor<seconds>(instant - day)};
  std::array<char, 48> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
      days_of_week[weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
      months_of_year[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
      static_cast<int>(time.seconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string head_text(const Response& response, const AnswerHead& head) {
  std::string text;
  text.reserve(512);
  text += "HTTP/1.1 ";
  text += std::to_string(response.status);
  text += ' ';
  text += reason_of(response.status);
  text += "\r\n";
  append_field(text, "Date", http_date(head.now));
  for (const auto& [name, value] : response.headers) append_field(text, name, value);
  if (!response.headers.contains("Cache-Control")) append_field(text, "Cache-Control", "no-store");
  append_field(text, "X-Content-Type-Options", "nosniff");
  append_field(text, "X-Request-Id", head.trace);
  const bool has_length = response.status != 204 && response.status != 304;
  if (has_length) append_field(text, "Content-Length", std::to_string(head.length));
  if (!head.keep_alive)
    append_field(text, "Connection", "close");
  else if (head.version == 10)
    append_field(text, "Connection", "keep-alive");
  text += "\r\n";
  return text;
}

}  // namespace haven::http
