using System.Net;

namespace Cql.Errors;

/// <summary>What every ERROR says: native protocol v5, section 9.</summary>
internal readonly record struct ServerError(int Code, string Message, EndPoint Node);
