using System.Globalization;

namespace NormGen.Generator.Frontend;

/// <summary>
/// Epsilon and momentum. The dialect of a batch norm gives them a meaning and a default; where it is null, there is an error about it
/// already.
/// </summary>
internal static class StatisticsRules
{
    /// <summary>2^-23, what separates 1 from the next float: PyTorch's default for RMS norm.</summary>
    public const double SingleEpsilon = 1.1920928955078125e-07;

    // Past these a momentum reads like the weight of the other part: the old value's is close to 1, the newest batch's to 0.
    private const double LikelyWeightOfTheOldValue = 0.9;
    private const double LikelyWeightOfTheNewestBatch = 0.1;

    private const string OldValue = "the old value";
    private const string NewestBatch = "the newest batch";

    public static double ReadEpsilon(AttributeArguments arguments, double unset, ProblemList problems)
    {
        const string Name = "Epsilon";
        if (arguments.OfProperty<double>(Name) is not { } epsilon)
        {
            return unset;
        }

        if (!(epsilon > 0) || double.IsInfinity(epsilon))
        {
            problems.Add(Rules.Epsilon, Site.Argument(Name), Text(epsilon));
        }

        return epsilon;
    }

    public static double DefaultEpsilon(Dialect dialect) => dialect switch
    {
        Dialect.PyTorch or Dialect.Onnx => 1e-5,
        Dialect.Keras => 1e-3,
    };

    /// <summary>The momentum as the dialect means it; NaN asks for the cumulative average.</summary>
    public static double ReadMomentum(AttributeArguments arguments, Dialect? dialect, ProblemList problems)
    {
        const string Name = "Momentum";
        if (arguments.OfProperty<double>(Name) is not { } momentum)
        {
            return DefaultMomentum(dialect ?? Dialect.PyTorch);
        }

        if (momentum is < 0 or > 1)
        {
            problems.Add(Rules.Momentum, Site.Argument(Name), Text(momentum));
        }
        else if (dialect is { } known && IsLikelyTheOther(momentum, known))
        {
            var (weighted, other) = WeighsTheNewestBatch(known) ? (NewestBatch, OldValue) : (OldValue, NewestBatch);
            var site = Site.Argument(Name);
            problems.Add(Rules.MomentumConvention, site, Text(momentum), known.ToString(), weighted, other, Complement(momentum));
        }

        return momentum;
    }

    private static double DefaultMomentum(Dialect dialect) => dialect switch
    {
        Dialect.PyTorch => 0.1,
        Dialect.Onnx => 0.9,
        Dialect.Keras => 0.99,
    };

    private static bool WeighsTheNewestBatch(Dialect dialect) => dialect switch
    {
        Dialect.PyTorch => true,
        Dialect.Onnx or Dialect.Keras => false,
    };

    /// <summary>Never of NaN, which means the same in every dialect.</summary>
    private static bool IsLikelyTheOther(double momentum, Dialect dialect) =>
        WeighsTheNewestBatch(dialect) ? momentum >= LikelyWeightOfTheOldValue : momentum <= LikelyWeightOfTheNewestBatch;

    // In decimal, so that 1 - 0.99 reads 0.01.
    private static string Complement(double momentum) => (1m - (decimal)momentum).ToString(CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
