"""What a learner reads beside the verdict: the values that differ, the smallest failing case, the
way to replay it.
"""
