using System;
using System.Globalization;

namespace NormGen.Compiler.Tests.Support;

/// <summary>Other people's machines: decimal commas, a dotless i.</summary>
internal static class Cultures
{
    public static T Under<T>(string culture, Func<T> action)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
