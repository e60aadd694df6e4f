using Cql.Protocol;
using Cql.Results;

namespace Cql.Sessions;

/// <summary>A statement as it was sent once.</summary>
internal interface IStatementRequest : IRequest
{
    /// <summary>The statement.</summary>
    CqlStatement Statement { get; }

    /// <summary>The columns by which the answer is to be read that leaves them out.</summary>
    ResultShape Sent { get; }
}
