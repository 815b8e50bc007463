using NormGen.Generator.Emit;

namespace NormGen.Generator.Frontend;

/// <summary>The parameter of an activation.</summary>
internal static class AlphaRules
{
    /// <summary>The alpha that is set; null where none is, where it is the default, or where the activation has none.</summary>
    public static float? Read(AttributeArguments arguments, Activation activation, ProblemList problems)
    {
        const string Name = "Alpha";
        if (arguments.OfProperty<double>(Name) is not { } alpha)
        {
            return null;
        }

        if (Catalogue.Of(activation).DefaultAlpha is not { } unset)
        {
            problems.Add(Rules.AlphaWithoutUse, Site.Argument(Name), activation.ToString());
            return null;
        }

        // A sum, so that minus zero is zero: kernels are told apart by value.
        var rounded = (float)alpha + 0f;
        if (float.IsNaN(rounded) || float.IsInfinity(rounded))
        {
            problems.Add(Rules.Alpha, Site.Argument(Name), Literals.Readable(alpha));
            return null;
        }

        return rounded.Equals(unset) ? null : rounded;
    }
}
