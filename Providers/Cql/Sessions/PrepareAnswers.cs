using Cql.Connections;
using Cql.Protocol;
using Cql.Protocol.Messages;

namespace Cql.Sessions;

/// <summary>Reads what PREPARE answers.</summary>
internal static class PrepareAnswers
{
    /// <exception cref="CqlServerException">The server refused the statement.</exception>
    /// <exception cref="CqlProtocolException">It answered with something else.</exception>
    public static PreparedResult Read(Response answer, CqlConnection connection)
    {
        try
        {
            if (answer.Opcode == Opcode.Error)
                throw ErrorReader.Read(answer, connection.EndPoint);
            var kind = ResultReader.ReadKind(answer, out _, out var reader);
            return kind == ResultKind.Prepared
                ? ResultReader.ReadPrepared(ref reader, connection.Version)
                : throw new CqlProtocolException($"The server answered PREPARE with a result of kind {kind}.");
        }
        catch (CqlProtocolException e)
        {
            connection.OnUnreadable(e);
            throw;
        }
    }

    /// <summary>A node prepared a statement anew: the id must be the old one, for the statement goes by that.</summary>
    public static void Check(Response answer, CqlConnection connection, PreparedStatement statement)
    {
        var prepared = Read(answer, connection);
        if (!prepared.Id.AsSpan().SequenceEqual(statement.Id))
            throw new CqlProtocolException($"{connection.EndPoint} gave another id to the same statement: {statement.Cql}");
        statement.TakeIn(prepared);
    }
}
