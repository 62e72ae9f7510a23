// Package web is the kit that every page stands on: the router with its guards, sessions, words in the reader's language, error
// pages and assets. Pages live in the subfolders; each registers its routes in one table with the permission it needs.
//
//	request -> id, log, recover -> security headers, CSP -> cross-origin check -> body limit -> session -> permission -> page
//
// # What it promises
//
//   - No page runs inline script or style: the policy allows what this server serves and nothing else.
//   - A request that changes something and comes from another origin is refused.
//   - A page is reached only by who may: [Kit.Page] takes the permission with the route, and a test walks every route with every
//     role.
//   - A fault becomes a page, or a line for a fragment, in the reader's language; what is not a fault is logged and shown as our
//     mistake.
package web
