using System;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using NormGen.Runtime.Tests.Support;
using Xunit;

namespace NormGen.Runtime.Tests;

/// <summary>What a debugger shows of layers and data, evaluated as a debugger does: properties, fields, methods without arguments.</summary>
public sealed partial class DebuggerDisplayTests
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static TheoryData<object, string> Shown => new()
    {
        { new Batch(), "Batch: NCHW [batch, 3, H, W]" },
        { new BatchOfSizes(), "BatchOfSizes: NHWC [batch, 3, 2, 4]" },
        { new Plane(), "Plane: rows [rows, 2, 3]" },
        { new Row().Parameters[0], "weight: 4 floats" },
        { new FileBuilder().Floats("bn1.weight", 1, 2).Open(), "The file: 1 tensors" },
        { new FileBuilder().Floats("bn1.weight", 1, 2).Open().Tensors[0], "bn1.weight: F32 [2]" },
        { new ParameterFileWriter().Add("", new Row()), "2 tensors" },
        { new OnnxBuilder().Node("RMSNormalization", "n", ["x", "s"]).Open(), "The file: 1 normalizations" },
        { new OnnxBuilder().Node("RMSNormalization", "n", ["x", "s"]).Open().Normalizations[0], "RMSNormalization 'n'" },
        { new FloatScalar(1.5f), "1.5" },
        { FloatVector128.Max(1, 2), "<2, 2, 2, 2>" },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_debugger_shows_what_it_is(object value, string expected) => Assert.Equal(expected, Display(value));

    [Fact]
    public void Reports_are_shown_with_their_worst_errors()
    {
        var report = LayerVerification.Verify(new Row(), new VerificationOptions { MaxElements = 1 });

        Assert.Equal("Row: 4 passes within their bounds", Display(report));
        Assert.Matches(@"^Infer: worst error 0\.\d+ of the bound in \d+ trials$", Display(report.Passes[0]));
    }

    private static string Display(object value)
    {
        var format = value.GetType().GetCustomAttribute<DebuggerDisplayAttribute>(inherit: true)!.Value;
        return Expression().Replace(format, match => FormattableString.Invariant($"{match.Groups[1].Value.Split('.').Aggregate(value, Evaluate)}"));
    }

    private static object Evaluate(object value, string member) =>
        member.EndsWith("()", StringComparison.Ordinal) ? value.GetType().GetMethod(member[..^2], [])!.Invoke(value, [])!
        : Find(value.GetType(), member) switch
        {
            PropertyInfo property => property.GetValue(value)!,
            FieldInfo field => field.GetValue(value)!,
            _ => throw new InvalidOperationException($"{value.GetType()} has no {member}."),
        };

    // Private members of a base are no members of a type that derives from it, nor are explicit ones of an interface.
    private static MemberInfo? Find(Type? type, string member) => type is null
        ? null
        : (MemberInfo?)type.GetProperty(member, Members) ?? type.GetField(member, Members) ?? Find(type.BaseType, member)
            ?? type.GetInterfaces().Select(contract => Find(contract, member)).FirstOrDefault(found => found is not null);

    [GeneratedRegex(@"\{([^,}]+)(,nq)?\}")]
    private static partial Regex Expression();
}
