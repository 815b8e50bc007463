using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Emit;

/// <summary>How functions are declared and called: buffers by reference, then numbers, then sizes.</summary>
internal static class Signatures
{
    public static string Head(string modifiers, Function function) =>
        Head(modifiers, function.Name, function.Regions, Names(function), function.Sizes);

    public static string Head(
        string modifiers, string name, IEnumerable<Region> regions, IEnumerable<string> scalars, IEnumerable<string> sizes, params string[] more)
    {
        var parameters = regions.Select(region => $"ref {Storage.TypeOf(region)} {region.Name}")
            .Concat(scalars.Select(scalar => "double " + scalar))
            .Concat(sizes.Select(size => "nuint " + size))
            .Concat(more);
        return $"{modifiers} static void {name}({string.Join(", ", parameters)})";
    }

    /// <summary>The call of a function by one that has the same names for everything.</summary>
    public static string Call(string path, Function function) =>
        $"{path}{function.Name}({string.Join(", ", function.Regions.Select(region => "ref " + region.Name).Concat(Names(function)).Concat(function.Sizes))});";

    public static IEnumerable<string> Names(Function function) => function.Scalars.Select(scalar => scalar.Name);
}
