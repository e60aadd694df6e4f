namespace Marketplace.Benchmarks.Cql.Clients;

/// <summary>What is asked of a client again and again.</summary>
internal enum Operation
{
    /// <summary>Inserts a row of 256 B.</summary>
    Insert,

    /// <summary>Inserts a row of 4 KiB.</summary>
    InsertLarge,

    /// <summary>Reads one row of 256 B by its key.</summary>
    Select,

    /// <summary>Reads a hundred rows of 256 B of one partition.</summary>
    SelectMany,

    /// <summary>Inserts a new row of 256 B if it is not there.</summary>
    InsertIfNotExists,
}
