using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace NormGen.Generator.Frontend;

/// <summary>
/// The arguments of a diagnostic's message as its properties, which is where a code fix finds them. Compiled into the code fixes, too.
/// </summary>
internal static class ProblemProperties
{
    public static ImmutableDictionary<string, string?> Of(IEnumerable<string> arguments) =>
        arguments.Select((argument, index) => new KeyValuePair<string, string?>(Key(index), argument)).ToImmutableDictionary();

    /// <summary>An argument; null where the diagnostic comes from elsewhere.</summary>
    public static string? Argument(ImmutableDictionary<string, string?> properties, int index) =>
        properties.TryGetValue(Key(index), out var argument) ? argument : null;

    private static string Key(int index) => "argument" + index.ToString(CultureInfo.InvariantCulture);
}
