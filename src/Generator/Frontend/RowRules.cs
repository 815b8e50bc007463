using System.Globalization;
using System.Linq;
using System.Numerics;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>The shape of the rows that layer norm and RMS norm see.</summary>
internal static class RowRules
{
    /// <summary>The trailing sizes; none where the compiler already rejects them, or they are wrong.</summary>
    public static EquatableArray<int> ReadNormalizedShape(AttributeArguments arguments, ProblemList problems)
    {
        const string Parameter = "normalizedShape";
        if (arguments.OfParameters(Parameter) is not { } sizes)
        {
            return EquatableArray<int>.Empty;
        }

        var wrong = Enumerable.Range(0, sizes.Count).Where(index => sizes[index] < 1).ToList();
        foreach (var index in sizes.Count == 0 ? [0] : wrong)
        {
            problems.Add(Rules.NormalizedShape, Site.Element(Parameter, index), string.Join(", ", sizes.Select(Text)));
        }

        if (sizes.Count == 0 || wrong.Count > 0)
        {
            return EquatableArray<int>.Empty;
        }

        return CheckProduct(Parameter, sizes, problems) ? sizes : EquatableArray<int>.Empty;
    }

    /// <summary>The number of elements of a row of a sound shape; 0 of none.</summary>
    public static int Elements(EquatableArray<int> shape) =>
        shape.Count == 0 ? 0 : shape.Aggregate(1, (product, size) => product * size);

    /// <summary>Each element of a row has a gamma, as each channel has; the error is at the size that makes them too many.</summary>
    private static bool CheckProduct(string parameter, EquatableArray<int> sizes, ProblemList problems)
    {
        var all = sizes.Aggregate(BigInteger.One, (product, size) => product * size);
        if (all <= ShapeRules.MostChannels)
        {
            return true;
        }

        var product = BigInteger.One;
        var index = sizes.TakeWhile(size => (product *= size) <= ShapeRules.MostChannels).Count();
        var factors = sizes.Count == 1 ? "" : string.Join(" * ", sizes.Select(Text)) + " = ";
        var elements = factors + all.ToString(CultureInfo.InvariantCulture);
        problems.Add(Rules.RowTooLarge, Site.Element(parameter, index), elements, Text(ShapeRules.MostChannels));
        return false;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
