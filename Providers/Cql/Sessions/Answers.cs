using Cql.Connections;
using Cql.Protocol;
using Cql.Protocol.Messages;
using Cql.Protocol.Messages.Events;

namespace Cql.Sessions;

/// <summary>Reads what QUERY, EXECUTE and BATCH answer.</summary>
internal static class Answers
{
    /// <summary>Takes the answer over: it is in the rows, or given back.</summary>
    /// <returns>The rows, and whether the schema was changed.</returns>
    /// <exception cref="CqlServerException">The server answered with an error.</exception>
    /// <exception cref="CqlProtocolException">The answer is malformed.</exception>
    public static (CqlRowSet Rows, SchemaEvent? Change) Read(Response answer, CqlConnection connection, IStatementRequest request)
    {
        var taken = false;
        try
        {
            if (answer.Opcode == Opcode.Error)
                throw ErrorReader.Read(answer, connection.EndPoint);
            var kind = ResultReader.ReadKind(answer, out var preamble, out var reader);
            if (kind == ResultKind.Rows)
            {
                var header = ResultReader.ReadRows(ref reader, request.Statement.ColumnsCache);
                var rows = new CqlRowSet(answer, header, request.Statement.ShapeOf(header, request.Sent)) { Warnings = preamble.Warnings, TracingId = preamble.TracingId };
                taken = true;
                return (rows, null);
            }

            // Else what was meant for another request would pass for a write that was done.
            if (kind == ResultKind.Prepared)
                throw new CqlProtocolException("The server answered a statement as if it was to prepare it.");
            var change = kind == ResultKind.SchemaChange ? SchemaEvent.Read(ref reader) : null;
            return preamble.Warnings.Count == 0 && preamble.TracingId is null
                ? (CqlRowSet.None, change)
                : (new CqlRowSet { Warnings = preamble.Warnings, TracingId = preamble.TracingId }, change);
        }
        catch (CqlProtocolException e)
        {
            connection.OnUnreadable(e);
            throw;
        }
        finally
        {
            if (!taken)
                answer.Dispose();
        }
    }
}
