namespace Marketplace.ReadModels.Sqlite;

/// <summary>What is kept of the events, and how.</summary>
internal interface IModel
{
    /// <summary>Its name: the projection's and the files'.</summary>
    string Name { get; }

    /// <summary>The version of <see cref="Schema"/> and of what is written: a file of another version is built anew.</summary>
    int Version { get; }

    /// <summary>The tables, besides those that every model has.</summary>
    string Schema { get; }

    /// <summary>The tables with a column <c>space</c>, which are emptied of a space's generation that is over.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>Whether what was loaded in a space's base generation is needed in later ones.</summary>
    bool KeepsTemplates { get; }

    /// <summary>The types it reads.</summary>
    IReadOnlyCollection<string> EventTypes { get; }

    /// <summary>Writes it through a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="serves">Whether queries are answered from what it writes; else it is being built beside the one that serves.</param>
    IModelWriter CreateWriter(ModelConnection connection, bool serves);
}
