namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

/// <summary>Words that names are made of.</summary>
internal static class Words
{
    public static readonly string[] FirstNames = ["Ana", "Bruno", "Clara", "Davi", "Elisa", "Felipe", "Gabriela", "Hugo", "Iara", "Jorge"];

    public static readonly string[] LastNames = ["Almeida", "Barbosa", "Cardoso", "Duarte", "Esteves", "Freitas", "Gomes", "Lima", "Moura", "Nunes"];

    public static readonly string[] Shops = ["Store", "Trading", "Imports", "Workshop", "Market"];

    public static readonly string[] Streets = ["Harbour Street", "Station Road", "Garden Lane", "Hill Street", "Mill Road"];

    public static readonly (string City, string State)[] Cities =
        [("Recife", "PE"), ("Curitiba", "PR"), ("Salvador", "BA"), ("Manaus", "AM"), ("Santos", "SP"), ("Niteroi", "RJ")];

    public static readonly string[] Adjectives = ["small", "large", "light", "sturdy", "simple", "bright", "quiet", "folding"];

    public static readonly string[] Things = ["lamp", "chair", "kettle", "backpack", "keyboard", "table", "bicycle", "radio"];

    public static readonly string[] Categories = ["Home", "Games", "Garden", "Music", "Sports", "Toys", "Books"];

    public static T Pick<T>(T[] words, ref IterationRandom random) => words[random.Next(words.Length)];
}
