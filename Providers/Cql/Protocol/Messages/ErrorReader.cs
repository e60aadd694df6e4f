using System.Net;
using Cql.Errors;
using Cql.Protocol.Framing;

namespace Cql.Protocol.Messages;

/// <summary>Reads ERROR: native protocol v5, section 9, and Cassandra's <c>ErrorMessage</c>.</summary>
internal static class ErrorReader
{
    /// <exception cref="CqlProtocolException">The body is malformed.</exception>
    public static CqlServerException Read(Response response, EndPoint node)
    {
        var reader = new WireReader(response.Body);
        ResponsePreamble.Read(response.Header.Flags, ref reader);
        var error = new ServerError(reader.ReadInt32(), reader.ReadString(), node);
        var hasReasons = (response.Header.Version & ~EnvelopeHeader.ResponseBit) >= (byte)ProtocolVersion.V5;
        return error.Code switch
        {
            0x0000 => new CqlServerErrorException(error),
            0x000A => new CqlServerProtocolErrorException(error),
            0x0100 => new CqlAuthenticationException(error),
            0x1000 => new CqlUnavailableException(error, ReadConsistency(ref reader), reader.ReadInt32(), reader.ReadInt32()),
            0x1001 => new CqlOverloadedException(error),
            0x1002 => new CqlBootstrappingException(error),
            0x1003 => new CqlTruncateException(error),
            0x1100 => ReadWriteTimeout(error, ref reader),
            0x1200 => new CqlReadTimeoutException(error, ReadAnswers(ref reader), reader.ReadByte() != 0),
            0x1300 => new CqlReadFailureException(error, ReadAnswers(ref reader), ReadFailures(ref reader, hasReasons), reader.ReadByte() != 0),
            0x1400 => new CqlFunctionFailureException(error, reader.ReadString(), reader.ReadString(), reader.ReadStringList()),
            0x1500 => new CqlWriteFailureException(error, ReadAnswers(ref reader), ReadFailures(ref reader, hasReasons), ReadWriteType(ref reader)),
            0x1600 => new CqlCdcWriteFailureException(error),
            0x1700 => new CqlCasWriteUnknownException(error, ReadAnswers(ref reader)),
            0x2000 => new CqlSyntaxException(error),
            0x2100 => new CqlUnauthorizedException(error),
            0x2200 => new CqlInvalidRequestException(error),
            0x2300 => new CqlConfigurationException(error),
            0x2400 => ReadAlreadyExists(error, ref reader),
            0x2500 => new CqlUnpreparedException(error, reader.ReadShortBytes().ToArray()),
            _ => new CqlUnknownServerException(error),
        };
    }

    private static CqlWriteTimeoutException ReadWriteTimeout(in ServerError error, ref WireReader reader)
    {
        var answers = ReadAnswers(ref reader);
        var type = ReadWriteType(ref reader);

        // The specification promises the count for every CAS; the server leaves it out on v4, and where it did not count.
        int? contentions = type == CqlWriteType.Cas && reader.Remaining >= sizeof(ushort) ? reader.ReadUInt16() : null;
        return new CqlWriteTimeoutException(error, answers, type, contentions);
    }

    private static CqlAlreadyExistsException ReadAlreadyExists(in ServerError error, ref WireReader reader)
    {
        var keyspace = reader.ReadString();
        var table = reader.ReadString();
        return new CqlAlreadyExistsException(error, keyspace, table.Length == 0 ? null : table);
    }

    private static ReplicaAnswers ReadAnswers(ref WireReader reader) => new(ReadConsistency(ref reader), reader.ReadInt32(), reader.ReadInt32());

    private static ReplicaFailures ReadFailures(ref WireReader reader, bool hasReasons)
    {
        var count = reader.ReadInt32();
        if (!hasReasons)
            return new ReplicaFailures(count, []);

        // At least an address's length, an IPv4 address and a reason each.
        var failures = new CqlReplicaFailure[reader.ReadCount(count, 1 + 4 + sizeof(ushort))];
        for (var i = 0; i < failures.Length; i++)
            failures[i] = new CqlReplicaFailure(reader.ReadInetAddress(), (CqlFailureReason)reader.ReadUInt16());
        return new ReplicaFailures(count, failures);
    }

    private static Consistency ReadConsistency(ref WireReader reader) => (Consistency)reader.ReadUInt16();

    private static CqlWriteType ReadWriteType(ref WireReader reader) => reader.ReadString() switch
    {
        "SIMPLE" => CqlWriteType.Simple,
        "BATCH" => CqlWriteType.Batch,
        "UNLOGGED_BATCH" => CqlWriteType.UnloggedBatch,
        "COUNTER" => CqlWriteType.Counter,
        "BATCH_LOG" => CqlWriteType.BatchLog,
        "CAS" => CqlWriteType.Cas,
        "VIEW" => CqlWriteType.View,
        "CDC" => CqlWriteType.Cdc,
        _ => CqlWriteType.Other,
    };
}
