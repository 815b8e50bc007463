using System.Globalization;

namespace NormGen.Generator.Frontend;

/// <summary>Epsilon and momentum.</summary>
internal static class StatisticsRules
{
    private const double DefaultEpsilon = 1e-5;
    private const double DefaultMomentum = 0.1;

    // From here on a momentum reads like the weight of the old value, as ONNX and Keras have it.
    private const double SuspiciousMomentum = 0.9;

    public static double ReadEpsilon(AttributeArguments arguments, ProblemList problems)
    {
        const string Name = "Epsilon";
        if (arguments.OfProperty<double>(Name) is not { } epsilon)
        {
            return DefaultEpsilon;
        }

        if (!(epsilon > 0) || double.IsInfinity(epsilon))
        {
            problems.Add(Rules.Epsilon, Site.Argument(Name), Text(epsilon));
        }

        return epsilon;
    }

    /// <summary>The weight of the newest batch; NaN asks for the cumulative average.</summary>
    public static double ReadMomentum(AttributeArguments arguments, ProblemList problems)
    {
        const string Name = "Momentum";
        if (arguments.OfProperty<double>(Name) is not { } momentum)
        {
            return DefaultMomentum;
        }

        if (momentum is < 0 or > 1)
        {
            problems.Add(Rules.Momentum, Site.Argument(Name), Text(momentum));
        }
        else if (momentum >= SuspiciousMomentum)
        {
            var other = (1 - momentum).ToString("0.####", CultureInfo.InvariantCulture);
            problems.Add(Rules.MomentumConvention, Site.Argument(Name), Text(momentum), other);
        }

        return momentum;
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
